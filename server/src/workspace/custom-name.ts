import { plainWords } from '@tendero/model'

/** A name for the API from a label: 'Color favorito' → 'c_colorFavorito', '1984' → 'c_n1984'. */
export function customName(label: string): string {
  const [first = 'field', ...others] = plainWords(label)
  const name = [first, ...others.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
  return `c_${(/^\d/.test(name) ? `n${name}` : name).slice(0, 40)}`
}

export function isCustomName(name: unknown): name is string {
  return typeof name === 'string' && /^c_[a-z][a-zA-Z0-9]{0,39}$/.test(name)
}

/** The name itself, or with the first number that makes it new. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let n = 2; taken.has(name); n += 1) name = `${wanted}${n}`
  return name
}
