import { Button, Stack, TextInput } from '@mantine/core'
import { Callout } from '../design/callout.tsx'
import { FormError } from '../design/form-error.tsx'
import { AnchorLink } from '../design/links.tsx'
import { api } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { useAskedAddress } from './asked-address.ts'
import { BackToSignIn } from './back-to-sign-in.tsx'
import { Entrance } from './entrance.tsx'
import { useSignInWords } from './words.ts'

/** Asks for a link to a new password, or for codes. What is said afterwards does not tell whether the address is known. */
export function ForgottenPasswordPage() {
  const shared = useWords()
  const words = useSignInWords().forgotten
  const { ask, isAddress, form, input } = useAskedAddress(api.askForNewPassword)
  return (
    <Entrance title={words.title} lead={words.lead}>
      {ask.isSuccess ? (
        <Callout tone="good" title={words.sentTitle} alert>
          {words.sent(ask.variables)}
        </Callout>
      ) : (
        <form {...form}>
          <Stack>
            <FormError error={ask.error} />
            <TextInput {...input} label={shared.session.email} autoComplete="username" size="md" autoFocus />
            <Button type="submit" size="md" loading={ask.isPending} disabled={!isAddress}>
              {words.send}
            </Button>
          </Stack>
        </form>
      )}
      <AnchorLink to="/new-password" size="sm">
        {words.haveCodes}
      </AnchorLink>
      <BackToSignIn />
    </Entrance>
  )
}
