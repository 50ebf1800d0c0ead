import DOMPurify from 'dompurify'
import { styleNonce } from '../../kernel/style-nonce.ts'

/**
 * The page that a mail is shown as, in a frame without scripts and origin. Nothing of it is fetched or runs; links open beside
 * the program and tell nobody where they were followed. Its looks stand in one sheet with the word of our page: a frame
 * obeys the policy of the page around it, which lets no element bring its own.
 */
export function mailPage(html: string): string {
  const looks = new Map<string, string>()
  const purify = DOMPurify(window)
  purify.addHook('afterSanitizeAttributes', (node) => {
    const look = node.getAttribute(lookAttribute)
    node.removeAttribute(lookAttribute)
    if (look && isPlainLook(look)) node.setAttribute('class', classOf(looks, look))
    if (node.tagName !== 'A') return
    node.setAttribute('target', '_blank')
    node.setAttribute('rel', 'noopener noreferrer')
  })
  const clean = purify.sanitize(html.replace(/ style="/g, ` ${lookAttribute}="`), cleaning)
  const rules = [...looks].map(([look, name]) => `.${name}{${look}}`).join('')
  return clean.replace('<head>', `<head><style nonce="${styleNonce ?? ''}">${rules}</style>`)
}

const lookAttribute = 'data-look'

const cleaning = {
  WHOLE_DOCUMENT: true,
  USE_PROFILES: { html: true },
  FORBID_TAGS: ['style', 'form', 'input', 'button', 'textarea', 'select', 'img', 'picture', 'video', 'audio', 'source'],
  FORBID_ATTR: ['style', 'class'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
}

/** Declarations that end no rule and fetch nothing. */
function isPlainLook(look: string): boolean {
  return !/[{}<>@\\]|url\(|\/\*/i.test(look)
}

function classOf(looks: Map<string, string>, look: string): string {
  const known = looks.get(look) ?? `look-${looks.size}`
  looks.set(look, known)
  return known
}
