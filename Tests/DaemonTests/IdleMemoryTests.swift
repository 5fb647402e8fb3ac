import Testing

@testable import Daemon

struct IdleMemoryTests {
    @Test(arguments: [
        ("55aae723e000-55aae8970000 r-xp 00000000 fe:00 16228517                   /usr/bin/reconcile\n", true),
        ("7efe31200000-7efe317d3000 r-xp 00000000 fe:00 2268 /opt/a folder/libc.so.6 (deleted)\n", true),
        ("7efe31200000-7efe317d3000 r--p 00000000 fe:00 2268 /usr/lib/libc.so.6\n", true),
        ("7efe31200000-7efe317d3000 rw-p 00000000 fe:00 2268 /usr/lib/libc.so.6\n", false),
        ("7ffd1a5f2000-7ffd1a5f4000 r-xp 00000000 00:00 0                          [vdso]\n", false),
        ("7efe24000000-7efe243b5000 rwxp 00000000 00:00 0 \n", false),
    ])
    func onlyWhatNobodyWritesToIsGivenBack(line: String, isReadOnlyFile: Bool) throws {
        #expect(try #require(IdleMemory.Mapping(line)).isReadOnlyFile == isReadOnlyFile)
    }

    @Test(arguments: ["Anonymous:             0 kB\n", "VmFlags: rd ex mr mw me \n", ""])
    func otherLinesAreNoMappings(line: String) { #expect(IdleMemory.Mapping(line) == nil) }

    /// This process goes on as before when its code is dropped under it, this test's own included.
    @Test func codeComesBackWhenItIsNeeded() {
        #expect(IdleMemory.unchanged().count > 3)
        var memory = IdleMemory()
        for now in [0, 5_000, 1_800_000] as [Int64] { memory.passEnded(now: now) }
        #expect((0..<1000).map(String.init).joined().count == 2890)
    }
}
