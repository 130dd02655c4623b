/** What the SLF4J bundle does when it starts. */
package io.hairspring.wrap.slf4j;
