/** A year, as browsers' lists ask for. Not for hosts below this one, which may be somebody else's. */
const secureOnly = 'max-age=31536000'

/** Of the browser's powers a CRM needs none, except a passkey's and the clipboard's. */
const permissions = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]
  .map((power) => `${power}=()`)
  .join(', ')

type Headers = Readonly<Record<string, string>>

const always: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}
const overTls: Headers = { 'strict-transport-security': secureOnly }
/** Kept by nobody, and worth nothing should a browser take one for a page. */
const ofApi: Headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}

/** Single files and measures are no pages; a script among them keeps what it may do, since workers take that from here. */
const ofOthers: Headers = {
  'content-security-policy': "object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}

const plain = { api: Object.entries({ ...always, ...ofApi }), other: Object.entries({ ...always, ...ofOthers }) }
const secured = {
  api: Object.entries({ ...always, ...ofApi, ...overTls }),
  other: Object.entries({ ...always, ...ofOthers, ...overTls }),
}

/**
 * What every answer says, unless its endpoint says otherwise.
 * @param secure whether the browser asked over TLS
 * @param path of the request
 */
export function answerHeaders(secure: boolean, path: string): readonly (readonly [name: string, value: string])[] {
  return (secure ? secured : plain)[path.startsWith('/api/') ? 'api' : 'other']
}

/**
 * What pages say besides. Scripts come from files of ours alone, styles too and from what libraries put into the page with
 * the word of this page; a frame only shows a file, and the page stands in none.
 */
export function pageHeaders(styleNonce: string): Headers {
  return headersOfPage(`'nonce-${styleNonce}'`)
}

/** Of the page that describes the API: its viewer writes styles into its own markup, and knows no such word. */
export const apiDocsHeaders: Headers = headersOfPage("'unsafe-inline'")

function headersOfPage(styles: string): Headers {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${styles}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "frame-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': permissions,
    'x-frame-options': 'DENY',
  }
}
