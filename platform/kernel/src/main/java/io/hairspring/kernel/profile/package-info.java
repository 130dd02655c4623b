/** What tasks take, measured, and when that calls for another plan. */
package io.hairspring.kernel.profile;
