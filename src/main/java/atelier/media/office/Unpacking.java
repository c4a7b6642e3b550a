package atelier.media.office;

/// How large an archive may become when it is unpacked.
///
/// - Units: `entries` in it; `bytes` of all of them together; `ratio` unpacked to packed, which is
///   looked at only above `ratioFromBytes`, because a short text can be very repetitive.
/// - Errors: [IllegalArgumentException] for a limit that is not above 0.
public record Unpacking(int entries, long bytes, int ratio, long ratioFromBytes) {
  private static final long MEBIBYTE = 1L << 20;

  public Unpacking {
    if (entries < 1 || bytes < 1 || ratio < 1 || ratioFromBytes < 1) {
      throw new IllegalArgumentException("limits of archives must be above 0");
    }
  }

  /// 10,000 entries, 1 GiB, 200 times as large above 32 MiB.
  public static Unpacking usual() {
    return new Unpacking(10_000, 1024 * MEBIBYTE, 200, 32 * MEBIBYTE);
  }
}
