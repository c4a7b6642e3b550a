package atelier.media.vips;

/// A picture in 8-bit sRGB or grey.
///
/// - Shape: `converted` when a profile was applied; the picture carries the sRGB profile then, or
///   none when it is grey. Otherwise it carries none.
/// - With a profile: relative colorimetric with black point compensation to sRGB, whatever the
///   profile is. Without: RGB and grey are taken as they are, CMYK goes through the profile that
///   libvips brings along.
record SrgbColours(Picture picture, boolean converted) {
  private static final int RGB_BANDS = 3;
  private static final int CMYK_BANDS = 4;

  static SrgbColours of(Picture source) throws VipsException {
    Picture known = withKnownColours(source);
    boolean grey = known.colours() < RGB_BANDS;
    if (known.hasProfile() || known.isCmyk()) {
      try {
        Picture converted = transformed(known);
        return new SrgbColours(eightBit(grey ? inGrey(converted) : converted), true);
      } catch (VipsException e) {
        if (known.isCmyk()) {
          throw e;
        }
        // The profile is broken or belongs to another kind of picture: as if it were not there.
      }
    }
    Picture plain = known.operation("colourspace").with("space", grey ? "b-w" : "srgb").picture();
    return new SrgbColours(withoutProfile(eightBit(plain)), false);
  }

  /// Cuts away the bands that no colour space explains.
  private static Picture withKnownColours(Picture source) throws VipsException {
    if (source.isCmyk() && source.bands() > CMYK_BANDS) {
      return source.operation("extract_band").with("band", "0").with("n", "4").picture();
    }
    if (source.isOfUnknownColours()) {
      int kept = source.bands() < RGB_BANDS ? 1 : RGB_BANDS;
      return source
          .operation("extract_band")
          .with("band", "0")
          .with("n", Integer.toString(kept))
          .picture()
          .operation("copy")
          .with("interpretation", kept == 1 ? "b-w" : "srgb")
          .picture();
    }
    return source;
  }

  private static Picture transformed(Picture known) throws VipsException {
    Scope.Operation transform =
        known
            .operation("icc_transform")
            .with("output-profile", "srgb")
            .with("embedded", true)
            .with("intent", "relative")
            .with("black-point-compensation", true)
            .with("depth", "8");
    if (known.isCmyk()) {
      transform.with("input-profile", "cmyk");
    }
    return transform.picture().computed();
  }

  private static Picture inGrey(Picture picture) throws VipsException {
    return withoutProfile(picture.operation("colourspace").with("space", "b-w").picture());
  }

  private static Picture withoutProfile(Picture picture) throws VipsException {
    if (!picture.hasProfile()) {
      return picture;
    }
    Picture copy = picture.made("copy");
    copy.removeProfile();
    return copy;
  }

  private static Picture eightBit(Picture picture) throws VipsException {
    return picture.isEightBit()
        ? picture
        : picture.operation("cast").with("format", "uchar").picture();
  }
}
