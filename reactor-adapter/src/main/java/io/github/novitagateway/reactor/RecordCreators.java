package io.github.novitagateway.reactor;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedWithParams;
import tools.jackson.databind.module.SimpleValueInstantiators;

/**
 * Makes the records of answers. The parser's own way adapts the handle of a constructor anew at each call, which costs
 * more than reading a small record; here it is adapted once.
 */
final class RecordCreators extends SimpleValueInstantiators {

    private static final long serialVersionUID = 1;
    private static final MethodType FROM_ARRAY = MethodType.methodType(Object.class, Object[].class);

    @Override
    public ValueInstantiator modifyValueInstantiator(
            DeserializationConfig config, BeanDescription.Supplier bean, ValueInstantiator usual) {
        AnnotatedWithParams creator = usual.getWithArgsCreator();
        return bean.getBeanClass().isRecord()
                        && usual instanceof StdValueInstantiator standard
                        && creator != null
                        && creator.getMember() instanceof Constructor<?> constructor
                ? new Creator(standard, handle(constructor))
                : usual;
    }

    private static MethodHandle handle(Constructor<?> constructor) {
        try {
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, constructor.getParameterCount())
                    .asType(FROM_ARRAY);
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException("not a record of this package: " + constructor, hidden);
        }
    }

    private static final class Creator extends StdValueInstantiator {

        private static final long serialVersionUID = 1;
        private final transient MethodHandle constructor;

        Creator(StdValueInstantiator usual, MethodHandle constructor) {
            super(usual);
            this.constructor = constructor;
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] components) {
            try {
                return constructor.invokeExact(components);
            } catch (Throwable refused) {
                return context.handleInstantiationProblem(
                        getValueClass(), components, rewrapCtorProblem(context, refused));
            }
        }
    }
}
