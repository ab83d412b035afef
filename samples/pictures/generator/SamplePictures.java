import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Paints the sample pictures and writes each, with its caption, into the folder given. */
final class SamplePictures {
    private static final float JPEG_QUALITY = 0.88f;
    private static final String WEBP_QUALITY = "86";

    private SamplePictures() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            System.err.println("usage: SamplePictures <folder>");
            System.exit(2);
        }
        try {
            Path folder = Files.createDirectories(Path.of(arguments[0]));
            for (Scene scene : SeaScenes.all()) {
                publish(scene, folder);
            }
            for (Scene scene : LandScenes.all()) {
                publish(scene, folder);
            }
        } catch (IOException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static void publish(Scene scene, Path folder) throws IOException, InterruptedException {
        write(scene.painted().dried(), folder.resolve(scene.fileName()));
        Files.writeString(folder.resolve(scene.captionFileName()), scene.caption() + "\n");
    }

    private static void write(BufferedImage picture, Path file) throws IOException, InterruptedException {
        String name = file.toString();
        if (name.endsWith(".webp")) {
            writeWebp(picture, file);
        } else if (name.endsWith(".jpg")) {
            writeJpeg(picture, file);
        } else {
            ImageIO.write(picture, "png", file.toFile());
        }
    }

    private static void writeJpeg(BufferedImage picture, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } finally {
            writer.dispose();
        }
    }

    /** The JDK has no WebP encoder, so the picture goes through the command line one. */
    private static void writeWebp(BufferedImage picture, Path file) throws IOException, InterruptedException {
        Path lossless = Files.createTempFile("sample-picture", ".png");
        try {
            ImageIO.write(picture, "png", lossless.toFile());
            int exitCode = encoder(lossless, file).waitFor();
            if (exitCode != 0) {
                throw new IOException("cwebp could not write " + file + ": exit code " + exitCode);
            }
        } finally {
            Files.delete(lossless);
        }
    }

    private static Process encoder(Path lossless, Path file) throws IOException {
        String[] command = {"cwebp", "-quiet", "-q", WEBP_QUALITY, lossless.toString(), "-o", file.toString()};
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (IOException missing) {
            throw new IOException(
                    "cwebp was not found; install the WebP tools (Debian: apt-get install webp)", missing);
        }
    }
}
