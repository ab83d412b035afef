package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GalleryTest {
    @Test
    void keepsTheNewest200Pictures() {
        Gallery gallery = new Gallery();
        for (int i = 0; i < 201; i++) {
            gallery.add("/results/" + i, picture(1));
        }
        assertThat(gallery.picture("/results/0")).isNull();
        assertThat(gallery.picture("/results/1")).isNotNull();
        assertThat(gallery.picture("/results/200")).isNotNull();
    }

    @Test
    void keepsNoMoreThan256MiB() {
        Gallery gallery = new Gallery();
        Gallery.Picture large = picture(100 * 1024 * 1024);
        gallery.add("/results/0", large);
        gallery.add("/results/1", large);
        assertThat(gallery.picture("/results/0")).isNotNull();
        gallery.add("/results/2", large);
        assertThat(gallery.picture("/results/0")).isNull();
        assertThat(gallery.picture("/results/1")).isNotNull();
    }

    private static Gallery.Picture picture(int bytes) {
        return new Gallery.Picture("image/png", new byte[bytes]);
    }
}
