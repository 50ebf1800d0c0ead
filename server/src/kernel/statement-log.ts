const noted = new Set<string>()
let listening = false

/** Begins to keep the text of every statement on tenant tables: the tests explain each and check its tenant. */
export function keepStatements(): void {
  listening = true
}

export function noteStatement(text: string): void {
  if (listening) noted.add(text)
}

export function keptStatements(): readonly string[] {
  return [...noted]
}

/** What the tests of one file checked is not checked again after those of the next. */
export function forgetStatements(): void {
  noted.clear()
}
