import type { FieldType } from '../field-type.ts'
import { addressType } from './address.ts'
import { autoNumberType } from './auto-number.ts'
import { booleanType } from './boolean.ts'
import { choiceType } from './choice.ts'
import { choicesType } from './choices.ts'
import { dateType } from './date.ts'
import { dateTimeType } from './date-time.ts'
import { decimalType } from './decimal.ts'
import { documentType } from './document.ts'
import { durationType } from './duration.ts'
import { emailType } from './email.ts'
import { fileType } from './file.ts'
import { formulaType } from './formula.ts'
import { imageType } from './image.ts'
import { integerType } from './integer.ts'
import { longTextType } from './long-text.ts'
import { moneyType } from './money.ts'
import { moodType } from './mood.ts'
import { percentType } from './percent.ts'
import { phoneType } from './phone.ts'
import { identifierType, referenceType } from './reference.ts'
import { referencesType } from './references.ts'
import { richTextType } from './rich-text.ts'
import { rollUpType } from './roll-up.ts'
import { tagsType } from './tags.ts'
import { textType } from './text.ts'
import { urlType } from './url.ts'

const types = [
  textType,
  longTextType,
  integerType,
  decimalType,
  moneyType,
  percentType,
  booleanType,
  choiceType,
  choicesType,
  dateType,
  dateTimeType,
  durationType,
  emailType,
  phoneType,
  urlType,
  addressType,
  referenceType,
  referencesType,
  tagsType,
  moodType,
  fileType,
  imageType,
  identifierType,
  documentType,
  formulaType,
  rollUpType,
  autoNumberType,
  richTextType,
] as const

/** Every field type by its kind. A new type is a new file and one line here. */
export const fieldTypes: ReadonlyMap<string, FieldType<never>> = new Map(
  types.map((type) => [type.kind, type as unknown as FieldType<never>]),
)
