package io.binnacle.schema.record;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a record component's schema says beyond its type. What is not set says nothing. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Property {
  /** For people; {@code kubectl explain} shows it. */
  String description() default "";

  /** The JSON name; empty: the component's. */
  String name() default "";

  boolean required() default false;

  /** The default as JSON, such as {@code "3"} or {@code "\"blue\""}. */
  String defaultJson() default "";

  long minimum() default Long.MIN_VALUE;

  long maximum() default Long.MAX_VALUE;

  /** A regular expression that must match somewhere in the string. */
  String pattern() default "";

  int minLength() default 0;

  int maxLength() default Integer.MAX_VALUE;

  int minItems() default 0;

  int maxItems() default Integer.MAX_VALUE;

  /** For a list of records: the JSON names of the components that identify an item. */
  String[] listKeys() default {};

  /** For a list of plain values: whether each may occur once only. */
  boolean set() default false;
}
