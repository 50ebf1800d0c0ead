/** A placeholder until the form is made. */
export function CreateDialog() {
  return null
}
