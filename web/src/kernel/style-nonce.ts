/**
 * The word by which styles that libraries put into the page are known as ours: the server's security policy lets no others in.
 * Undefined where nobody guards the page, as during development.
 */
export const styleNonce: string | undefined =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined

// The lock of scrolling below dialogs asks for it by the name that a bundler gives it.
Reflect.set(globalThis, '__webpack_nonce__', styleNonce)
