/** Lower case without accents, as words are compared: 'Año' → 'ano'. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

/** The words of a text in plain letters and digits: 'Máquinas de café' → maquinas, de, cafe; none of 'Ωμέγα'. */
export function plainWords(text: string): readonly string[] {
  return folded(text).match(/[a-z0-9]+/g) ?? []
}
