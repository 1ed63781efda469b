/** Messages of every kind, as a bot sends them. */
type Message = Record<string, unknown> & { type: string };

const postback = (label: string, data: string) => ({ type: 'postback', label, data, displayText: label });

function box(layout: string, contents: unknown[], more: Record<string, unknown> = {}) {
  return { type: 'box', layout, contents, ...more };
}

const text = (words: string, more: Record<string, unknown> = {}) => ({ type: 'text', text: words, ...more });

export function samples(origin: string): Record<string, Message[]> {
  const picture = `${origin}/bot/picture.png`;
  return {
    การ์ด: [
      {
        type: 'flex',
        altText: 'มาตรการของท่าน 2 รายการ',
        contents: { type: 'carousel', contents: [card('ข้อ 1'), card('ข้อ 2'), card('ข้อ 3')] },
      },
    ],
    แบบสอบถาม: [
      {
        type: 'text',
        text: 'เกิดเหตุที่ใด',
        quickReply: {
          items: [
            { type: 'action', action: { type: 'camera', label: 'ถ่ายภาพ' } },
            { type: 'action', action: { type: 'cameraRoll', label: 'เลือกภาพ' } },
            { type: 'action', action: { type: 'location', label: 'ส่งตำแหน่ง' } },
            {
              type: 'action',
              action: {
                type: 'datetimepicker',
                label: 'เลือกวันที่',
                data: 'when',
                mode: 'date',
                initial: '2026-09-30',
              },
            },
            { type: 'action', action: postback('ข้าม', 'skip=1') },
            { type: 'action', action: { type: 'message', label: 'ไม่ทราบ', text: 'ไม่ทราบ' } },
          ],
        },
      },
    ],
    แม่แบบ: [
      {
        type: 'template',
        altText: 'ยืนยันการส่ง',
        template: {
          type: 'confirm',
          text: 'ส่งเรื่องนี้หรือไม่',
          actions: [postback('ส่ง', 'send'), postback('ไม่ส่ง', 'no')],
        },
      },
      {
        type: 'template',
        altText: 'ปุ่มต่าง ๆ',
        template: {
          type: 'buttons',
          thumbnailImageUrl: picture,
          title: 'เลือกอย่างหนึ่ง',
          text: 'ปุ่มทุกชนิด',
          actions: [
            { type: 'uri', label: 'เปิดเว็บ', uri: `${origin}/bot/picture-page` },
            { type: 'clipboard', label: 'คัดลอกเลขเรื่อง', clipboardText: 'PKT-69-0001' },
            { type: 'datetimepicker', label: 'เลือกเวลา', data: 'at', mode: 'datetime' },
            { type: 'message', label: 'พูดแทน', text: 'สวัสดี' },
          ],
        },
      },
      {
        type: 'template',
        altText: 'หลายคอลัมน์',
        template: {
          type: 'carousel',
          columns: [1, 2, 3].map((n) => ({ text: `คอลัมน์ ${n}`, actions: [postback(`เลือก ${n}`, `c=${n}`)] })),
        },
      },
      {
        type: 'template',
        altText: 'ภาพหลายภาพ',
        template: {
          type: 'image_carousel',
          columns: [1, 2].map((n) => ({ imageUrl: picture, action: postback(`ภาพ ${n}`, `i=${n}`) })),
        },
      },
    ],
    สื่อ: [
      { type: 'image', originalContentUrl: picture, previewImageUrl: picture },
      {
        type: 'image',
        originalContentUrl: 'https://example.org/a.png',
        previewImageUrl: 'https://example.org/a.png',
      },
      { type: 'sticker', packageId: '446', stickerId: '1988' },
      { type: 'location', title: 'ที่ทำการ', address: 'หมู่ที่ 1', latitude: 14.8, longitude: 100.6 },
      {
        type: 'imagemap',
        baseUrl: `${origin}/bot/picture`,
        altText: 'ภาพที่กดได้',
        baseSize: { width: 1040, height: 700 },
        actions: [
          { type: 'message', text: 'กดภาพ', label: 'ครึ่งซ้าย', area: { x: 0, y: 0, width: 520, height: 700 } },
        ],
      },
    ],
    ลิงก์: [{ type: 'text', text: `ดูที่ ${origin}/healthz หรือ https://www.oic.go.th ได้เลย <b>ไม่ใช่ตัวหนา</b>` }],
  };
}

function card(title: string) {
  return {
    type: 'bubble',
    size: 'mega',
    header: box('vertical', [text(title, { weight: 'bold', color: '#ffffff', size: 'lg' })], {
      background: { type: 'linearGradient', angle: '90deg', startColor: '#06663a', endColor: '#0a4d6e' },
    }),
    body: box(
      'vertical',
      [
        text('เผยแพร่ข้อมูลการใช้จ่ายงบประมาณให้ประชาชนทราบทุกไตรมาสผ่านเว็บไซต์', { wrap: true, maxLines: 2 }),
        box(
          'horizontal',
          [
            box('vertical', [{ type: 'filler' }], {
              width: '60%',
              height: '8px',
              backgroundColor: '#06663a',
            }),
            { type: 'filler' },
          ],
          { backgroundColor: '#d5dbd8', cornerRadius: 'sm' },
        ),
        { type: 'separator', margin: 'lg' },
        {
          type: 'text',
          contents: [
            { type: 'span', text: 'สถานะ ' },
            { type: 'span', text: 'ดำเนินการแล้ว', weight: 'bold', color: '#06663a' },
          ],
          margin: 'lg',
        },
        box('baseline', [
          text('กำหนด', { flex: 0, size: 'sm', color: '#4b5a52' }),
          text('31 มี.ค. 2569', { margin: 'md', size: 'sm', align: 'end' }),
        ]),
      ],
      { spacing: 'md' },
    ),
    footer: box('horizontal', [
      { type: 'button', style: 'primary', color: '#06663a', action: postback('บันทึกผล', `open=${title}`) },
      { type: 'button', style: 'link', action: postback('รายละเอียด', `more=${title}`) },
    ]),
  };
}
