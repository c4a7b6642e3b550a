package atelier.media.samples;

import atelier.media.samples.Sample.Form;
import java.util.ArrayList;
import java.util.List;

/// The good samples and their captions.
final class Samples {
  private Samples() {}

  static List<Sample> all() {
    return List.of(
        sample(
            "bokeh-display-p3.jpg",
            new Bokeh(),
            2400,
            1600,
            Form.JPEG_DISPLAY_P3,
            words(
                "Lights of the fair",
                "Coloured lights out of focus, more saturated than sRGB can show.",
                "Lyon",
                "France",
                "2025:12:08",
                "lights",
                "night",
                "fête"),
            List.of("-IFD0:Make=Atelier", "-IFD0:Model=Sample Wide Gamut")),
        sample(
            "city-at-night.tif",
            new CityAtNight(),
            2100,
            1400,
            Form.TIFF_16_BIT,
            words(
                "Windows over the river",
                "A town after sunset; every lit window is somebody at home.",
                "Köln",
                "Germany",
                "2025:11:02",
                "city",
                "night",
                "river"),
            List.of()),
        sample(
            "dunes-turned.jpg",
            new Dunes(),
            1600,
            2400,
            Form.JPEG_TURNED,
            words(
                "Dunes in the late light",
                "Taken with the camera on its side: the EXIF orientation says so.",
                "Merzouga",
                "Morocco",
                "2026:03:14",
                "desert",
                "dunes",
                "sand"),
            List.of("-IFD0:Make=Atelier", "-IFD0:Model=Sample Portrait")),
        sample(
            "forest-in-fog.jpg",
            new Forest(),
            2700,
            1800,
            Form.JPEG,
            words(
                "Forêt dans la brume",
                "L'automne à l'orée du bois : « rien ne bouge », écrit le garde forestier.",
                "Épinal",
                "France",
                "2025:10:21",
                "forest",
                "fog",
                "forêt"),
            List.of("-IFD0:Make=Atelier", "-IFD0:Model=Sample One")),
        sample(
            "mountains-24-megapixels.jpg",
            new Mountains(),
            6000,
            4002,
            Form.JPEG,
            words(
                "Ridges at dawn",
                "Six ridges in the morning haze, in 24 megapixels.",
                "Chamonix",
                "France",
                "2026:01:07",
                "mountains",
                "dawn",
                "haze"),
            withPlace("45.9237", "6.8694")),
        sample(
            "night-sky.png",
            new NightSky(),
            2400,
            1600,
            Form.PNG,
            words(
                "Moon and Milky Way",
                "A clear night over the hills.",
                "Saint-Véran",
                "France",
                "2025:08:12",
                "stars",
                "moon",
                "night"),
            List.of()),
        sample(
            "sea-at-dusk.jpg",
            new SeaAtDusk(),
            3000,
            2000,
            Form.JPEG,
            words(
                "Coucher de soleil à Étretat",
                "Le soleil descend derrière une mer d'huile — été indien.",
                "Étretat",
                "France",
                "2025:09:30",
                "sea",
                "sunset",
                "été"),
            withPlace("49.7072", "0.2044")),
        sample(
            "spheres-with-alpha.png",
            new Spheres(),
            1500,
            1000,
            Form.PNG_ALPHA,
            words(
                "Five balls on nothing",
                "A cut-out: what is around the balls is transparent.",
                "Lille",
                "France",
                "2026:02:02",
                "still life",
                "studio"),
            List.of()),
        sample(
            "tulips-cmyk.jpg",
            new Tulips(),
            2400,
            1600,
            Form.JPEG_CMYK,
            words(
                "Tulips in rows",
                "Prepared for print: four inks, with their profile.",
                "Lisse",
                "Netherlands",
                "2026:04:19",
                "tulips",
                "field",
                "spring"),
            List.of()));
  }

  private static Sample sample(
      String name,
      Motif motif,
      int width,
      int height,
      Form form,
      List<String> words,
      List<String> more) {
    var tags = new ArrayList<>(words);
    tags.addAll(more);
    return new Sample(name, motif, width, height, form, List.copyOf(tags));
  }

  private static List<String> words(
      String title, String text, String city, String country, String date, String... keywords) {
    var tags =
        new ArrayList<>(
            List.of(
                "-codedcharacterset=utf8",
                "-IPTC:Headline=" + title,
                "-IPTC:ObjectName=" + title,
                "-IPTC:Caption-Abstract=" + text,
                "-IPTC:City=" + city,
                "-IPTC:Country-PrimaryLocationName=" + country,
                "-IPTC:DateCreated=" + date,
                "-IPTC:By-line=Atelier",
                "-IPTC:Credit=Atelier samples",
                "-IPTC:Source=Made from code",
                "-XMP-dc:Title=" + title,
                "-XMP-dc:Description=" + text,
                "-XMP-dc:Creator=Atelier",
                "-XMP-dc:Rights=CC0-1.0"));
    for (String keyword : keywords) {
      tags.add("-IPTC:Keywords=" + keyword);
      tags.add("-XMP-dc:Subject=" + keyword);
    }
    return tags;
  }

  private static List<String> withPlace(String latitude, String longitude) {
    return List.of(
        "-IFD0:Make=Atelier",
        "-IFD0:Model=Sample One",
        "-ExifIFD:ISO=200",
        "-ExifIFD:FNumber=8",
        "-ExifIFD:FocalLength=35",
        "-GPS:GPSLatitude=" + latitude,
        "-GPS:GPSLatitudeRef=N",
        "-GPS:GPSLongitude=" + longitude,
        "-GPS:GPSLongitudeRef=E");
  }
}
