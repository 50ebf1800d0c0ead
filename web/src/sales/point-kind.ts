export type PointKind = 'email' | 'phone' | 'other'

/**
 * What somebody typed to be reached by.
 * @example pointKind('ana@acme.example') //=> 'email'   pointKind('+34 612 345 678') //=> 'phone'
 */
export function pointKind(typed: string): PointKind {
  const text = typed.trim()
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return 'email'
  const digits = text.replace(/\D/g, '').length
  return /^\+?[\d\s()./-]+(\s*(ext|x)\.?\s*\d+)?$/i.test(text) && digits >= 3 ? 'phone' : 'other'
}

const roles = new Set(
  'info sales ventas contact contacto hello hola tere office oficina kontor admin support soporte tugi billing facturas arved'.split(
    ' ',
  ),
)

/** Is it probably read by several, rather than by one person? A hint, and no fault. */
export function isRoleAddress(address: string): boolean {
  return roles.has(
    address
      .slice(0, Math.max(0, address.lastIndexOf('@')))
      .trim()
      .toLowerCase(),
  )
}
