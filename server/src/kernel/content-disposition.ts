/**
 * The header that names a file for the browser: `attachment` is kept, `inline` shown. Every name can be said (RFC 8187);
 * who reads only ASCII gets underscores for the rest.
 */
export function contentDisposition(how: 'attachment' | 'inline', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const exact = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, percented)
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`
}

function percented(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
