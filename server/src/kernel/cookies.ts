/**
 * Holds the token of the session. Behind TLS its name has a prefix, by which browsers take it from no other host or path.
 */
export const sessionCookie = 'tendero_session'

/** Tells a browser again that somebody has signed in with before; it lets nobody in. */
export const deviceCookie = 'tendero_device'
