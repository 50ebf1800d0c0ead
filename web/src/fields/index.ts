import { address } from './address.tsx'
import { autoNumber } from './auto-number.tsx'
import { boolean } from './boolean.tsx'
import { choice } from './choice.tsx'
import { choices } from './choices.tsx'
import { date } from './date.tsx'
import { dateTime } from './date-time.tsx'
import { decimal } from './decimal.tsx'
import { document } from './document.tsx'
import { duration } from './duration.tsx'
import { email } from './email.tsx'
import type { FieldKind } from './field-kind.tsx'
import { file } from './file.tsx'
import { identifier } from './identifier.tsx'
import { image } from './image.tsx'
import { integer } from './integer.tsx'
import { longText } from './long-text.tsx'
import { money } from './money.tsx'
import { mood } from './mood.tsx'
import { percent } from './percent.tsx'
import { phone } from './phone.tsx'
import { reference } from './reference.tsx'
import { references } from './references.tsx'
import { richText } from './rich-text.tsx'
import { tags } from './tags.tsx'
import { text } from './text.tsx'
import { url } from './url.tsx'

const kinds: ReadonlyMap<string, FieldKind> = new Map(
  [
    text,
    longText,
    integer,
    decimal,
    money,
    percent,
    boolean,
    choice,
    choices,
    date,
    dateTime,
    duration,
    email,
    phone,
    url,
    address,
    reference,
    references,
    tags,
    mood,
    file,
    image,
    identifier,
    document,
    autoNumber,
    richText,
  ].map((kind) => [kind.kind, kind]),
)

/**
 * How fields of a kind are shown and filled in: a value that is worked out as the kind of value that comes out. One that
 * a newer server knows and we do not is shown as text.
 */
export function kindOf({ kind, result }: { readonly kind: string; readonly result?: string }): FieldKind {
  return kinds.get(result ?? kind) ?? text
}
