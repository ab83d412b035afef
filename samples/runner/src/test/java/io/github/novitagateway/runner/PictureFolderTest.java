package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.novitagateway.preflight.DraftImage;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {
    private static final byte[] PNG = bytes("\u0089PNG\r\n\u001A\n1234");
    private static final byte[] JPEG = bytes("\u00FF\u00D8\u00FF\u00E0123456789");
    private static final byte[] WEBP = bytes("RIFF1234WEBPVP8 ");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void takesPicturesByTheirFirstBytesSortedByName() throws IOException {
        write("c.dat", WEBP);
        write("b.txt.png", JPEG);
        write("a.jpg", PNG);
        write("fake.png", bytes("no picture"));

        PictureFolder found = PictureFolder.read(folder, "a hill");

        assertThat(found.pictures()).extracting(Picture::name).containsExactly("a.jpg", "b.txt.png", "c.dat");
        assertThat(found.others()).containsExactly("fake.png");
    }

    @Test
    void readsTheCaptionBesideThePictureElseTakesTheCommonOne() throws IOException {
        write("a.png", PNG);
        write("a.txt", bytes("  a lake \n"));
        write("b.png", PNG);
        write("c.png", PNG);
        write("c.txt", bytes(" \n"));

        PictureFolder found = PictureFolder.read(folder, "a hill");

        assertThat(found.pictures()).extracting(Picture::caption).containsExactly("a lake", "a hill", "a hill");
        assertThat(found.others()).isEmpty();
    }

    @Test
    void draftsAreAllThatIsNamedLikeAPictureOrIsOneWithCaptionsAsTheyAre() throws IOException {
        write("a.jpg", PNG);
        write("a.txt", bytes("  a lake \n"));
        write("b.webp", bytes("no picture"));
        write("b.txt", bytes("x".repeat(1025)));
        write("c.dat", WEBP);
        write("d.JPEG", JPEG);
        write("d.txt", bytes(" \n"));
        write("notes.md", bytes("no caption of anything"));

        PictureDrafts drafts = PictureDrafts.read(folder, null, true);
        assertThat(drafts.others()).containsExactly("notes.md");
        assertThat(drafts.flaws()).isEmpty();
        assertThat(drafts.pictures())
                .extracting(draft -> draft.source().name(), DraftImage::caption)
                .containsExactly(
                        tuple("a.jpg", "a lake"),
                        tuple("b.webp", "x".repeat(1025)),
                        tuple("c.dat", null),
                        tuple("d.JPEG", ""));
        assertThat(PictureDrafts.read(folder, "a hill", true).pictures())
                .extracting(DraftImage::caption)
                .containsExactly("a lake", "x".repeat(1025), "a hill", "a hill");
    }

    @Test
    void aDraftOfASubjectMayBeWithoutWords() throws IOException {
        write("a.png", PNG);
        write("a.txt", bytes(" \n"));

        assertThat(PictureDrafts.read(folder, null, false).pictures())
                .extracting(DraftImage::caption)
                .containsExactly((String) null);
    }

    @Test
    void aCaptionThatIsNoTextIsAFlawOfItsPictureAlone() throws IOException {
        write("a.png", PNG);
        write("a.txt", new byte[] {'a', (byte) 0xE9, 'b'});
        write("b.png", PNG);
        write("b.txt", bytes("a lake"));

        PictureDrafts drafts = PictureDrafts.read(folder, null, true);

        assertThat(drafts.flaws())
                .extracting(Flaw::message)
                .containsExactly("a.png: a.txt must be UTF-8 text but was not");
        assertThat(drafts.pictures()).extracting(DraftImage::caption).containsExactly("a.png", "a lake");
    }

    @Test
    void draftsOfAnEmptyFolderAreNone() {
        assertThat(PictureDrafts.read(folder, "a hill", true).pictures()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureDrafts.read(folder.resolve("nowhere"), "a hill", true))
                .withMessageContaining("images must be a folder");
    }

    @Test
    void namesEveryOtherFile() throws IOException {
        write("a.png", PNG);
        write("notes.txt", bytes("no caption of anything"));
        write("empty.png", new byte[0]);
        Files.createDirectory(folder.resolve("more"));

        assertThat(PictureFolder.read(folder, "a hill").others()).containsExactly("empty.png", "notes.txt");
    }

    @Test
    void refusesAPictureWithoutCaption() throws IOException {
        write("a.png", PNG);
        write("b.png", PNG);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureFolder.read(folder, null).captioned())
                .withMessageContaining("a.png and 1 more")
                .withMessageContaining("a.txt")
                .withMessageContaining("--caption");
    }

    @Test
    void aSubjectNeedsNoCaptions() throws IOException {
        write("a.png", PNG);

        assertThat(PictureFolder.read(folder, null).pictures())
                .singleElement()
                .satisfies(picture -> assertThat(picture.caption()).isNull());
    }

    @Test
    void refusesACaptionLongerThan1024CodePointsAndNamesThePicture() throws IOException {
        write("a.png", PNG);
        write("a.txt", bytes("x".repeat(1025)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureFolder.read(folder, null))
                .withMessage("a.png: caption must be 1..1024 code points but was 1025");
    }

    @Test
    void refusesACaptionThatIsNotText() throws IOException {
        write("a.png", PNG);
        write("a.txt", JPEG);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureFolder.read(folder, "a hill"))
                .withMessage("a.txt must be UTF-8 text but was not");
    }

    @Test
    void refusesAFolderWithoutPictures() throws IOException {
        write("a.txt", bytes("words"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureFolder.read(folder, "a hill"))
                .withMessageContaining("none among 1 files");
    }

    @Test
    void refusesWhatIsNoFolder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureFolder.read(folder.resolve("nowhere"), "a hill"))
                .withMessageContaining("images must be a folder")
                .withMessageContaining("nowhere");
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
}
