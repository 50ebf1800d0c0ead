import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Callout } from '../design/callout.tsx'
import { FormError } from '../design/form-error.tsx'
import { AnchorLink } from '../design/links.tsx'
import { api } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { BackToSignIn } from './back-to-sign-in.tsx'
import { Entrance } from './entrance.tsx'
import { useSignInWords } from './words.ts'

/** Asks for a link to a new password, or for codes. What is said afterwards does not tell whether the address is known. */
export function ForgottenPasswordPage() {
  const shared = useWords()
  const words = useSignInWords().forgotten
  const [email, setEmail] = useState('')
  const ask = useMutation({ mutationFn: api.askForNewPassword })
  return (
    <Entrance title={words.title} lead={words.lead}>
      {ask.isSuccess ? (
        <Callout tone="good" title={words.sentTitle} alert>
          {words.sent(ask.variables)}
        </Callout>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            ask.mutate(email.trim())
          }}
        >
          <Stack>
            <FormError error={ask.error} />
            <TextInput
              label={shared.session.email}
              type="email"
              autoComplete="username"
              size="md"
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Button type="submit" size="md" loading={ask.isPending} disabled={!email.includes('@')}>
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
