import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Callout } from '../../design/callout.tsx'
import { FormError } from '../../design/form-error.tsx'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { useSignInWords } from '../../sign-in/words.ts'
import { security } from './security.ts'

/** Asks for a link to another address to sign in with. What is said then does not tell whether somebody else has it. */
export function AddressForm() {
  const words = useSignInWords().security
  const shared = useWords()
  const [email, setEmail] = useState('')
  const ask = useMutation({ mutationFn: security.askForAddress, onSuccess: () => setEmail('') })
  const errors = fieldErrors(ask.error, shared)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate(email.trim())
      }}
    >
      <Stack>
        {ask.isSuccess && (
          <Callout tone="good" title={words.addressSentTitle} alert>
            {words.addressSent(ask.variables)}
          </Callout>
        )}
        {!errors.email && <FormError error={ask.error} />}
        <TextInput
          label={words.newAddress}
          type="email"
          autoComplete="email"
          value={email}
          error={errors.email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" variant="default" disabled={!email.includes('@')} loading={ask.isPending}>
            {words.sendAddress}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
