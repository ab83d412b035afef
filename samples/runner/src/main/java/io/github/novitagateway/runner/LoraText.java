package io.github.novitagateway.runner;

import io.github.novitagateway.image.Lora;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a LoRA as {@code MODEL} or {@code MODEL:STRENGTH}. */
final class LoraText implements ITypeConverter<Lora> {
    static final double STRENGTH = 0.8;

    private static final Pattern WITH_STRENGTH = Pattern.compile("(.*):([0-9.]+)");

    @Override
    public Lora convert(String text) {
        try {
            Matcher form = WITH_STRENGTH.matcher(text);
            return form.matches() ? Lora.of(form.group(1), Double.parseDouble(form.group(2))) : Lora.of(text, STRENGTH);
        } catch (IllegalArgumentException e) {
            TypeConversionException refusal = new TypeConversionException(e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }
}
