const noted = new Set<string>()
let listening = false

/** Begins to keep the text of every statement on tenant tables: the tests explain each and check its tenant. */
export function keepStatements(): void {
  listening = true
}

export function noteStatement(text: string): void {
  if (listening) noted.add(text)
}

/** What was noted since it was last asked for. */
export function takeStatements(): readonly string[] {
  const taken = [...noted]
  noted.clear()
  return taken
}
