/** A unit's own page: what its link opens. The token stands in the address, so nothing of it may be kept or passed on. */
import type { Metadata } from 'next'
import { UnitHandIn } from '../../../../admin/intake/unit-hand-in.tsx'

export const metadata: Metadata = {
  title: '提交申报材料 · 辽宁最美科技工作者',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
}

const Page = async ({ params }: { readonly params: Promise<{ token: string }> }) => (
  <UnitHandIn token={(await params).token} />
)

export default Page
