import { Button, Group, Stack, TextInput } from '@mantine/core'
import { Callout } from '../../design/callout.tsx'
import { FormError } from '../../design/form-error.tsx'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { useAskedAddress } from '../../sign-in/asked-address.ts'
import { useSignInWords } from '../../sign-in/words.ts'
import { security } from './security.ts'

/** Asks for a link to another address to sign in with. What is said then does not tell whether somebody else has it. */
export function AddressForm() {
  const words = useSignInWords().security
  const shared = useWords()
  const { ask, isAddress, form, input } = useAskedAddress(security.askForAddress)
  const errors = fieldErrors(ask.error, shared)
  return (
    <form {...form}>
      <Stack>
        {ask.isSuccess && (
          <Callout tone="good" title={words.addressSentTitle} alert>
            {words.addressSent(ask.variables)}
          </Callout>
        )}
        {!errors.email && <FormError error={ask.error} />}
        <TextInput {...input} label={words.newAddress} autoComplete="email" error={errors.email} />
        <Group>
          <Button type="submit" variant="default" disabled={!isAddress} loading={ask.isPending}>
            {words.sendAddress}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
