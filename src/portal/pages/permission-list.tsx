export function PermissionList({ permissions }: { permissions: string[] }) {
  return (
    <ul className="may">
      {permissions.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}
