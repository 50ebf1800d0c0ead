/** Where the program is reached from outside, as the request came: through a proxy, as the proxy says. */
export function requestOrigin({ url, headers }: Request): string {
  const { protocol, host } = new URL(url)
  const scheme = headers.get('x-forwarded-proto') ?? protocol.slice(0, -1)
  return `${scheme}://${headers.get('x-forwarded-host') ?? headers.get('host') ?? host}`
}
