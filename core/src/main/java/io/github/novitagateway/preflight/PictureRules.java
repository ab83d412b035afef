package io.github.novitagateway.preflight;

import io.github.novitagateway.asset.PictureHeader;
import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.training.DatasetImage;
import io.github.novitagateway.training.TrainingRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What pictures and captions of a training must be, and what they had better be. */
final class PictureRules {

    /** With fewer a style is hardly learnt; the docs advise as many of a face. */
    private static final int FEWEST_ADVISED = 10;

    /** Beyond that, the crop to the training's size cuts more than half of the picture away. */
    private static final int WIDEST_ASPECT = 2;

    private final TrainingRequest request;
    private final long maxImageBytes;
    private final List<Flaw> errors;
    private final List<Flaw> warnings;

    PictureRules(TrainingRequest request, long maxImageBytes, List<Flaw> errors, List<Flaw> warnings) {
        this.request = request;
        this.maxImageBytes = maxImageBytes;
        this.errors = errors;
        this.warnings = warnings;
    }

    void judge(List<PictureFacts> pictures) {
        judgeCount(pictures.size());
        Map<String, String> seen = new HashMap<>();
        for (PictureFacts picture : pictures) {
            if (picture.bytes() != PictureFacts.UNREAD) {
                judgeContent(picture);
            }
            judgeCaption(picture);
            judgeLikeness(picture, seen);
        }
        judgeVariety(pictures);
    }

    private void judgeCount(int count) {
        String field = "images.size";
        check(null, () -> Require.within(field, count, 1, TrainingRequest.MAX_IMAGES));
        if (count > 0 && count < FEWEST_ADVISED) {
            warnings.add(new Flaw(null, field, "at least " + FEWEST_ADVISED, String.valueOf(count)));
        }
    }

    private void judgeContent(PictureFacts picture) {
        if (picture.bytes() > maxImageBytes) {
            fail(picture, "bytes", "at most " + maxImageBytes, String.valueOf(picture.bytes()));
        }
        PictureHeader header = picture.header();
        if (header == null) {
            fail(picture, "format", "PNG, JPEG or WEBP by its first bytes", "none of them");
        } else if (header.width() == 0 || header.height() == 0) {
            fail(picture, "size", "told by its header", "absent");
        } else {
            judgeSize(picture, header);
        }
    }

    private void judgeSize(PictureFacts picture, PictureHeader header) {
        long width = header.uprightWidth();
        long height = header.uprightHeight();
        String size = width + " x " + height;
        String wanted = request.width() + " x " + request.height();
        if (width < request.width() || height < request.height()) {
            warn(picture, "size", "at least " + wanted + ", that of the training", size);
        }
        long wide = width * request.height();
        long high = height * request.width();
        if (wide > WIDEST_ASPECT * high || high > WIDEST_ASPECT * wide) {
            warn(picture, "aspect", "at most " + WIDEST_ASPECT + " times that of " + wanted + " either way", size);
        }
        if (!header.turn().equals(PictureHeader.Turn.NONE)) {
            warn(picture, "rotation", "in its pixels, since the service may leave EXIF unread", rotation(header));
        }
    }

    private static String rotation(PictureHeader header) {
        int degrees = header.turn().quarterTurns() * 90;
        return degrees + " degrees in EXIF" + (header.turn().mirrored() ? ", mirrored" : "");
    }

    private void judgeCaption(PictureFacts picture) {
        if (picture.caption() == null && request.needsCaptions()) {
            fail(picture, "caption", "1.." + DatasetImage.LONGEST_CAPTION + " code points", "absent");
        }
        check(picture.name(), () -> DatasetImage.requireCaption(picture.caption()));
    }

    private void judgeLikeness(PictureFacts picture, Map<String, String> seen) {
        String twin = picture.sha256() == null ? null : seen.putIfAbsent(picture.sha256(), picture.name());
        if (twin != null) {
            warn(picture, "content", "unlike that of every other picture", "that of " + twin);
        }
    }

    private void judgeVariety(List<PictureFacts> pictures) {
        Set<String> captions = pictures.stream()
                .map(PictureFacts::caption)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        boolean all = pictures.stream().allMatch(picture -> picture.caption() != null);
        if (all && pictures.size() > 1 && captions.size() == 1) {
            warnings.add(new Flaw(null, "captions", "unlike each other", "the same for all " + pictures.size()));
        }
    }

    private void check(@Nullable String picture, Runnable check) {
        try {
            check.run();
        } catch (BoundException refusal) {
            errors.addAll(Flaw.of(picture, refusal));
        }
    }

    private void fail(PictureFacts picture, String field, String bound, String value) {
        errors.add(new Flaw(picture.name(), field, bound, value));
    }

    private void warn(PictureFacts picture, String field, String bound, String value) {
        warnings.add(new Flaw(picture.name(), field, bound, value));
    }
}
