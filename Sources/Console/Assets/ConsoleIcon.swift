/// Two pages that say the same.
enum ConsoleIcon {
    static let text = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b57a4"/><path d="M7 12h18M7 20h18" stroke="#fff" stroke-width="4" stroke-linecap="round"/></svg>
        """
}
