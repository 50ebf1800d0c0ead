import type { ApiRequest } from '../kernel/endpoint.ts'

/** Where a provider sends people back to: an address of its own for each, so that no answer is taken for another's. */
export function redirectUri({ kernel, origin }: Pick<ApiRequest, 'kernel' | 'origin'>, providerId: string): string {
  return `${kernel.mail.publicUrl ?? origin}/api/v1/single-sign-on/${providerId}/callback`
}

/**
 * Where to go on in a workspace: the page that was asked for when it is one of its own, else the day's page.
 * @param wanted a path with its query, as somebody's browser sent it
 */
export function pageIn(slug: string, wanted: string | undefined): string {
  const home = `/w/${slug}`
  if (!wanted || wanted.length > 2_000) return home
  // Read as a browser reads it, which makes plain whatever leads elsewhere.
  const base = 'http://here.invalid'
  if (!URL.canParse(wanted, base)) return home
  const { origin, pathname, search, hash } = new URL(wanted, base)
  const own = origin === base && (pathname === home || pathname.startsWith(`${home}/`))
  return own ? `${pathname}${search}${hash}` : home
}
