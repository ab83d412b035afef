package io.github.novitagateway.reactor;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Nothing that users can see of a class names certain types: in no member, no supertype, no type argument. */
final class HideInSignatures extends ArchCondition<JavaClass> {

    private final DescribedPredicate<JavaClass> hidden;
    private final String exception;

    /** Hides them everywhere but in the one member {@code exception}. */
    HideInSignatures(DescribedPredicate<JavaClass> hidden, String exception) {
        super("hide what does " + hidden.getDescription() + " in signatures, but for " + exception);
        this.hidden = hidden;
        this.exception = exception;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!isVisible(type)) {
            return;
        }
        Stream.of(type.getInterfaces().stream(), type.getSuperclass().stream(), type.getTypeParameters().stream())
                .flatMap(supertypes -> supertypes)
                .map(JavaType::getAllInvolvedRawTypes)
                .flatMap(types -> types.stream().filter(hidden))
                .forEach(shown -> events.add(SimpleConditionEvent.violated(type, type.getName() + " shows " + shown)));
        type.getMembers().stream()
                .filter(member -> isVisible(member) && !member.getFullName().contains(exception))
                .flatMap(member -> member.getAllInvolvedRawTypes().stream()
                        .filter(hidden)
                        .map(shown -> SimpleConditionEvent.violated(member, member.getFullName() + " shows " + shown)))
                .forEach(events::add);
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(HideInSignatures::isVisible).orElse(true);
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }
}
