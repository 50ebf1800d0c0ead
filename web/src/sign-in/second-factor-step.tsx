import { Anchor, Button, Stack, TextInput } from '@mantine/core'
import { IconDeviceMobile, IconFingerprint, IconLifebuoy } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { HalfSignedIn } from '@tendero/model/api'
import { useState } from 'react'
import { FormError } from '../design/form-error.tsx'
import { api } from '../kernel/api.ts'
import { problemCode } from '../kernel/problems.ts'
import { Entrance } from './entrance.tsx'
import { canUsePasskeys, showPasskey, wasDeclined } from './passkey.ts'
import { useEntry } from './use-entry.ts'
import { useSignInWords } from './words.ts'

type Way = 'totp' | 'passkey' | 'recoveryCode'

interface SecondFactorStepProps {
  readonly half: HalfSignedIn['secondFactor']
  readonly next?: string
  readonly onAgain: () => void
}

/** After the password: what else proves who somebody is. */
export function SecondFactorStep({ half, next, onAgain }: SecondFactorStepProps) {
  const words = useSignInWords().second
  const enter = useEntry()
  const ways = (['totp', 'passkey', 'recoveryCode'] as const).filter(
    (one) => half[one] && (one !== 'passkey' || canUsePasskeys),
  )
  const [way, setWay] = useState<Way>(ways[0] ?? 'recoveryCode')
  const [code, setCode] = useState('')
  const finish = useMutation({
    mutationFn: async () => {
      if (way === 'passkey') return api.finishSignIn({ token: half.token, passkey: await showPasskey() })
      return api.finishSignIn(
        way === 'totp' ? { token: half.token, totp: code } : { token: half.token, recoveryCode: code },
      )
    },
    onSuccess: (session) => enter(session, next),
    onError: () => setCode(''),
  })
  const choose = (chosen: Way): void => {
    finish.reset()
    setCode('')
    setWay(chosen)
  }
  const expired = problemCode(finish.error) === 'sign_in_expired'
  return (
    <Entrance title={words.title} lead={leadOf(way, words)}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          finish.mutate()
        }}
      >
        <Stack>
          <FormError error={wasDeclined(finish.error) ? null : finish.error} />
          {way !== 'passkey' && <CodeInput key={way} way={way} value={code} onChange={setCode} />}
          {expired ? (
            <Button size="md" onClick={onAgain}>
              {words.again}
            </Button>
          ) : (
            <Button type="submit" size="md" loading={finish.isPending} data-autofocus={way === 'passkey' || undefined}>
              {way === 'passkey' ? words.usePasskey : words.go}
            </Button>
          )}
        </Stack>
      </form>
      <OtherWays ways={ways.filter((one) => one !== way)} onChoose={choose} />
      {!expired && (
        <Anchor component="button" type="button" size="sm" ta="start" onClick={onAgain}>
          {words.again}
        </Anchor>
      )}
    </Entrance>
  )
}

type SecondWords = ReturnType<typeof useSignInWords>['second']

function leadOf(way: Way, words: SecondWords): string {
  return { totp: words.totpLead, passkey: words.passkeyLead, recoveryCode: words.recoveryLead }[way]
}

interface CodeInputProps {
  readonly way: Exclude<Way, 'passkey'>
  readonly value: string
  readonly onChange: (code: string) => void
}

function CodeInput({ way, value, onChange }: CodeInputProps) {
  const words = useSignInWords().second
  const figures = way === 'totp'
  return (
    <TextInput
      label={figures ? words.code : words.recoveryCode}
      size="md"
      // The step begins with it, and nothing else is asked.
      autoFocus
      inputMode={figures ? 'numeric' : 'text'}
      autoComplete={figures ? 'one-time-code' : 'off'}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', letterSpacing: '0.12em' } }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

const icons = { totp: IconDeviceMobile, passkey: IconFingerprint, recoveryCode: IconLifebuoy } as const

function OtherWays({ ways, onChoose }: { readonly ways: readonly Way[]; readonly onChoose: (way: Way) => void }) {
  const words = useSignInWords().second
  const labels = { totp: words.useTotp, passkey: words.usePasskey, recoveryCode: words.useRecoveryCode }
  return (
    <Stack gap="xs" align="flex-start">
      {ways.map((way) => {
        const Icon = icons[way]
        return (
          <Button
            key={way}
            variant="subtle"
            px={0}
            leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
            onClick={() => onChoose(way)}
          >
            {labels[way]}
          </Button>
        )
      })}
    </Stack>
  )
}
