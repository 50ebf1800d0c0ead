/** In the order in which they have to be asked for: most browsers also call themselves by the names of others. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** Characters; no browser says more of itself. */
const longestLookedAt = 500

/** A browser and its system by their names, from what it says of itself; null where that says nothing. */
export function describeUserAgent(userAgent: string | null): { browser: string | null; system: string | null } {
  const known = (userAgent ?? '').slice(0, longestLookedAt)
  const named = (names: typeof browsers) => names.find(([pattern]) => pattern.test(known))?.[1] ?? null
  return { browser: named(browsers), system: named(systems) }
}
