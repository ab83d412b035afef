package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
    private static final String HOSTILE = "<b onclick=\"a('x')\">&amp;";
    private static final String HARMLESS = "&lt;b onclick=&quot;a(&#39;x&#39;)&quot;&gt;&amp;amp;";

    @Test
    void escapesWordsAndValues() {
        assertThat(written(Html.tag("p", HOSTILE))).isEqualTo("<p>" + HARMLESS + "</p>");
        assertThat(written(Html.tag("p").with("title", HOSTILE))).isEqualTo("<p title=\"" + HARMLESS + "\"></p>");
    }

    @Test
    void keepsElementsAndAttributesInTheirOrder() {
        Html image = Html.tag("img").with("src", "a").with("alt", "b");

        assertThat(written(Html.tag("div", List.of(image, Html.tag("p", "c")))))
                .isEqualTo("<div><img src=\"a\" alt=\"b\"><p>c</p></div>");
    }

    private static String written(Html html) {
        StringBuilder page = new StringBuilder();
        html.appendTo(page);
        return page.toString();
    }
}
