package io.hairspring.api.market;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Declares a {@link FeedProvider} component to the kernel. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface FeedComponent {
  /** Prefix of the service properties. */
  String PREFIX_ = "hairspring.feed.";

  /** The URI scheme it opens, without the colon. */
  String scheme();

  /** How a URI of this scheme looks, for messages. */
  String example();
}
