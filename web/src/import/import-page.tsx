/** A placeholder until this screen is made. */
export function ImportPage() {
  return null
}
