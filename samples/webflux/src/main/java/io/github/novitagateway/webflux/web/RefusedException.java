package io.github.novitagateway.webflux.web;

import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that is not taken, as a problem detail (RFC 9457) that names the field, its bound and what came. */
public final class RefusedException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_VALUE = 120;

    private final transient Flaw flaw;

    private RefusedException(HttpStatus status, ProblemDetail problem, Flaw flaw) {
        super(status, problem, null);
        this.flaw = flaw;
    }

    /** {@return field, bound and value} */
    public Flaw flaw() {
        return flaw;
    }

    /**
     * A value that cannot be taken: 400.
     *
     * @param field what it was given for, such as {@code captions[2]}
     * @param bound what it must be, such as {@code 1..1024 characters}
     * @param value what came
     * @return the refusal
     */
    public static RefusedException value(String field, String bound, Object value) {
        return of(HttpStatus.BAD_REQUEST, field, bound, value);
    }

    /**
     * A value that cannot be taken, with a status of its own.
     *
     * @param status of the answer
     * @param field what it was given for
     * @param bound what it must be
     * @param value what came
     * @return the refusal
     */
    public static RefusedException of(HttpStatus status, String field, String bound, Object value) {
        String shown = Redact.line(String.valueOf(value), LONGEST_VALUE);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status, field + " must be " + bound + " but was " + (shown.isEmpty() ? "empty" : shown));
        problem.setType(URI.create("urn:novita-studio:refused"));
        problem.setTitle("The request was not taken");
        problem.setProperty("field", field);
        problem.setProperty("bound", bound);
        problem.setProperty("value", shown);
        return new RefusedException(status, problem, new Flaw(null, field, bound, shown.isEmpty() ? "empty" : shown));
    }
}
