/** A placeholder until this screen is made. */
export function ImportsPage() {
  return null
}
