package io.github.novitagateway.runner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A piece of a page. Words and values are escaped where they enter it. */
interface Html {
    void appendTo(StringBuilder page);

    static Html text(String words) {
        String safe = escaped(words);
        return page -> page.append(safe);
    }

    /** The rules of a style sheet, which must be our own: they are not escaped. */
    static Html style(String rules) {
        return page -> page.append("<style>").append(rules).append("</style>");
    }

    static Tag tag(String name, Html... content) {
        return new Tag(name, Map.of(), List.of(content));
    }

    static Tag tag(String name, List<? extends Html> content) {
        return new Tag(name, Map.of(), List.copyOf(content));
    }

    static Tag tag(String name, String words) {
        return tag(name, text(words));
    }

    /**
     * An element.
     *
     * @param name of the element
     * @param attributes in their order, not yet escaped
     * @param content between its tags
     */
    record Tag(String name, Map<String, String> attributes, List<Html> content) implements Html {
        private static final Set<String> WITHOUT_END = Set.of("img", "meta");

        Tag with(String attribute, String value) {
            Map<String, String> more = new LinkedHashMap<>(attributes);
            more.put(attribute, value);
            return new Tag(name, more, content);
        }

        @Override
        public void appendTo(StringBuilder page) {
            page.append('<').append(name);
            attributes.forEach((attribute, value) -> page.append(' ')
                    .append(attribute)
                    .append("=\"")
                    .append(escaped(value))
                    .append('"'));
            page.append('>');
            if (!WITHOUT_END.contains(name)) {
                content.forEach(part -> part.appendTo(page));
                page.append("</").append(name).append('>');
            }
        }
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
