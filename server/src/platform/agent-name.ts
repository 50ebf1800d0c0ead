const browsers: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//, 'Safari'],
]

const systems: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPod)\b/, 'iOS'],
  [/\biPad\b/, 'iPadOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

const longest = 60
const mostKept = 1_000
const longestKept = 500
const names = new Map<string, string>()

/**
 * A browser and its system in a few words, `Firefox 141, Linux`; of other programs their first word, `curl/8.5.0`.
 * @returns at most 60 characters; nothing that a browser did not write is believed to be more than a name
 */
export function agentName(userAgent: string): string {
  // A header may be a hundred times as long: a thousand of those are not kept.
  if (userAgent.length > longestKept) return named(userAgent.slice(0, longestKept))
  const known = names.get(userAgent)
  if (known !== undefined) return known
  const name = named(userAgent)
  if (names.size >= mostKept) names.clear()
  names.set(userAgent, name)
  return name
}

function named(userAgent: string): string {
  for (const [pattern, browser] of browsers) {
    const version = pattern.exec(userAgent)?.[1]
    if (version === undefined) continue
    const system = systems.find(([its]) => its.test(userAgent))
    return [`${browser} ${version}`.slice(0, longest), ...(system ? [system[1]] : [])].join(', ')
  }
  return printable(userAgent).split(' ')[0]?.slice(0, longest) ?? ''
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '').trim()
}
