/** Members of an XML element: text or elements. */
export interface XmlMembers {
  [name: string]: string | number | boolean | XmlMembers | undefined;
}

/** Writes an element; members that are undefined are left out. */
export function xmlElement(
  name: string,
  members: XmlMembers,
  namespace?: string,
): string {
  const attributes = namespace ? ` xmlns="${namespace}"` : '';
  return `<${name}${attributes}>${xmlContent(members)}</${name}>`;
}

function xmlContent(members: XmlMembers): string {
  return Object.entries(members)
    .map(([name, value]) => {
      if (value === undefined) {
        return '';
      }
      return typeof value === 'object'
        ? xmlElement(name, value)
        : `<${name}>${escapeXml(String(value))}</${name}>`;
    })
    .join('');
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, char => `&#${char.charCodeAt(0)};`);
}
