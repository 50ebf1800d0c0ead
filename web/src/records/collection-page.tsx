/** A placeholder until this screen is made. */
export function CollectionPage() {
  return null
}
