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
