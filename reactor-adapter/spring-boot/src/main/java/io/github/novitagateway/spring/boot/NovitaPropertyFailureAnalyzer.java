package io.github.novitagateway.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says which property of the gateway keeps the application from starting, where it is set, and what to do. */
final class NovitaPropertyFailureAnalyzer extends AbstractFailureAnalyzer<NovitaPropertyException> {

    static final String API_KEY = "novita.api-key";

    private final Environment environment;

    NovitaPropertyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NovitaPropertyException failure) {
        ConfigurationProperty found = find(failure.property());
        String origin = found == null || found.getOrigin() == null ? "" : "\n\n    Origin: " + found.getOrigin();
        return new FailureAnalysis(failure.getMessage() + origin, action(failure.property()), failure);
    }

    private static String action(String property) {
        return property.equals(API_KEY)
                ? "Set the property novita.api-key or the environment variable NOVITA_API_KEY to your key, "
                        + "or novita.enabled=false if this application shall have no gateway."
                : "Update the value of " + property + " in your application's configuration.";
    }

    private @Nullable ConfigurationProperty find(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty found = source.getConfigurationProperty(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
