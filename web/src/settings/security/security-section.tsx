import { Stack, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useSession } from '../../kernel/session.ts'
import { useSignInWords } from '../../sign-in/words.ts'
import { PastViews } from '../../view-as/past-views.tsx'
import { Part, SectionFrame } from '../section-frame.tsx'
import { useSettingsWords } from '../words.ts'
import { AddressForm } from './address-form.tsx'
import { PasskeysPart } from './passkeys-part.tsx'
import { PasswordForm } from './password-form.tsx'
import { signInSettingsQuery } from './security.ts'
import { SessionsPart } from './sessions-part.tsx'
import { TwoFactorsPart } from './two-factors-part.tsx'

/** How one signs in: address, password, second factors, passkeys, where one is signed in, and who saw the CRM as oneself. */
export function SecuritySection() {
  const { sections } = useSettingsWords()
  const words = useSignInWords().security
  const { data } = useSuspenseQuery(signInSettingsQuery)
  const { user, workspace } = useSession()
  return (
    <SectionFrame {...sections.security} width={640}>
      <Stack gap="xl">
        {data.email !== null && (
          <Part title={words.address} lead={words.addressLead(data.email)}>
            <AddressForm />
          </Part>
        )}
        <Part title={words.password}>
          {data.password && data.email !== null ? (
            <PasswordForm email={data.email} about={[user.name, data.email, workspace.name]} />
          ) : (
            <Text size="sm" c="dimmed">
              {words.noPassword}
            </Text>
          )}
        </Part>
        {data.password && (
          <>
            <TwoFactorsPart settings={data} />
            <PasskeysPart passkeys={data.passkeys} />
          </>
        )}
        <SessionsPart sessions={data.sessions} />
        <PastViews />
      </Stack>
    </SectionFrame>
  )
}
