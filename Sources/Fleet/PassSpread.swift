/// Where in its interval an account's passes lie: by its name alone, so that a start anew and a reload find each at its old place, and a
/// thousand accounts never begin together.
package enum PassSpread {
    /// Accounts with longer intervals get their first pass within this all the same.
    package static let firstMaximum: Int64 = 60_000

    /// Milliseconds from the start of the process to the account's first pass.
    package static func offset(of name: String, interval: Int64) -> Int64 {
        Int64(hash(name) % UInt64(max(1, min(interval, firstMaximum))))
    }

    /// FNV-1a with 64 bits, its ends mixed (the finaliser of MurmurHash3): names that differ in their last digit only lie far apart.
    /// Swift's own hashing is another one in each process.
    static func hash(_ name: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ (hash >> 33)
    }
}
