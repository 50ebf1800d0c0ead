/** Asks the server how it is. @throws when it does not answer, or not well */
export async function health(): Promise<{ readonly milliseconds: number }> {
  const began = performance.now()
  const response = await fetch('/health', { cache: 'no-store' })
  if (!response.ok) throw new Error(`the server answers ${response.status}`)
  return { milliseconds: Math.round(performance.now() - began) }
}
