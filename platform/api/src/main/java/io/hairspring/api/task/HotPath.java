package io.hairspring.api.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks code that a lane executes: no allocation, lock, blocking, system call, string building,
 * logging, OSGi call or hashing collection. An architecture test rejects the forbidden calls in
 * what carries this mark.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface HotPath {}
