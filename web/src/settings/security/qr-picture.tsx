import { Center } from '@mantine/core'
import encodeQr from 'qr'

const size = 208
/** Light on all sides, in modules: without it readers do not find the picture. */
const border = 3

/** A QR code, dark on white in any colour scheme: that is how readers know it. */
export function QrPicture({ text, label }: { readonly text: string; readonly label: string }) {
  const modules = encodeQr(text, 'raw', { border })
  const dark = modules.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <Center>
      <svg
        role="img"
        aria-label={label}
        width={size}
        height={size}
        viewBox={`0 0 ${modules.length} ${modules.length}`}
        shapeRendering="crispEdges"
        style={{ borderRadius: 8 }}
      >
        <path d={`M0 0h${modules.length}v${modules.length}H0z`} fill="#fff" />
        <path d={dark.join('')} fill="#000" />
      </svg>
    </Center>
  )
}
