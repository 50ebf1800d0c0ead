import type { Language } from '@tendero/model'
import { addressChange } from './address-change.ts'
import { invitation } from './invitation.ts'
import type { MailContent } from './mail-template.ts'
import { newSignIn } from './new-sign-in.ts'
import { notificationDigest } from './notification-digest.ts'
import { passwordReset } from './password-reset.ts'
import { passwordResetCode } from './password-reset-code.ts'
import { passwordResetRefused } from './password-reset-refused.ts'
import { signInChanged } from './sign-in-changed.ts'
import { testMail } from './test-mail.ts'

/** Every kind of mail by its name. A new one is a file and a line here. */
const declared = {
  invitation,
  password_reset: passwordReset,
  password_reset_code: passwordResetCode,
  password_reset_refused: passwordResetRefused,
  address_change: addressChange,
  new_sign_in: newSignIn,
  sign_in_changed: signInChanged,
  test: testMail,
  notification_digest: notificationDigest,
} as const

export type TemplateName = keyof typeof declared

/** What each kind of mail has to be told. */
export type TemplateValues = {
  readonly [Name in TemplateName]: Parameters<(typeof declared)[Name]['en']>[0]
}

export const mailTemplates: {
  readonly [Name in TemplateName]: Readonly<Record<Language, (values: TemplateValues[Name]) => MailContent>>
} = declared
